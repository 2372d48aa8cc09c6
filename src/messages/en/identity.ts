/** Signing in with an identity provider, and the commands on providers. */
export const identity = {
  "auth.token-resting":
    'The personal token "{{name}}" is at rest, because its person signs in with an identity provider alone and has not done so within {{days}} days. Sign in to the console: the token works again after that.',
  "sign-in.not-begun":
    "This sign-in was not begun in this browser, or more than 10 minutes ago, so nothing was done. Begin again on the sign-in page.",
  "sign-in.provider-unavailable":
    "{{provider}} could not be reached, or answered with an error of its own. Try again later, or sign in with a password.",
  "sign-in.provider-refused":
    "{{provider}} refused the sign-in ({{error}}). Begin again on the sign-in page; if it is refused again, the administrator of the provider can say why.",
  "sign-in.provider-invalid":
    "The answer of {{provider}} did not stand up to the checks ({{reason}}), so it was not used. Begin again on the sign-in page; if this repeats, an owner compares the settings here with those at the provider.",
  "sign-in.provider-remembered":
    "You had to prove again who you are, but {{provider}} signed you in from memory, so nothing was changed. Sign out at the provider, then sign in again; if this repeats, its administrator can make it follow prompt=login.",
  "sign-in.provider-undated":
    "You had to prove again who you are, but {{provider}} does not say when you did: the claim auth_time is missing in its ID token, so nothing was changed. The administrator of the provider can add this claim.",
  "sign-in.no-access":
    "{{provider}} signed you in, but you have no access here. Ask an owner of the organization for an invitation, or for the group that gives a role.",
  "sign-in.provider-elsewhere":
    "{{provider}} belongs to one organization, and you also have a role outside of it, so it cannot sign you in. Use your password, or a provider of the instance.",
  "sign-in.provider-bound":
    "This account at {{provider}} already belongs to another person here. Sign in at the provider with your own account, then open the link again.",
  "link.needs-password":
    "This link is for the first owner, and leads to a password. An identity provider can be added afterwards.",
  "identity-provider.not-found":
    "There is no identity provider {{provider}} here, or it is turned off. List the providers with muster identity-provider list.",
  "identity-provider.name-taken":
    'An identity provider "{{name}}" already exists here. Choose another name, or change that provider.',
  "identity-provider.changed-meanwhile":
    'The change was not made, because another request changed the identity provider "{{name}}" at the same time. Look at it again, then repeat the change if it is still needed.',
  "identity-provider.too-many":
    "There are already {{limit}} identity providers here, which is the limit. Remove one that is not needed.",
  "identity-provider.issuer-invalid":
    "{{issuer}} cannot be an issuer. Give the https address that the provider names as its issuer, without user name, query and fragment.",
  "identity-provider.issuer-plain":
    "The issuer {{issuer}} is not an https address, so another computer could answer in its place. Only a provider on this machine may use http.",
  "identity-provider.secret-missing":
    "The method {{method}} needs a client secret or a private key. Give one, or choose the method none if the provider knows Muster as a public client.",
  "identity-provider.secret-unused":
    "With the method none the secret would not be used. Leave the secret out, or choose another method.",
  "identity-provider.map-incomplete":
    "Roles by claim need both: the name of the claim, and at least one value with its role. Nothing was changed.",
  "identity-provider.role-elsewhere":
    "A claim cannot give the role {{role}} here: a provider of an organization gives roles in that organization, and one of the instance gives instance-admin alone.",
  "identity-provider.last-owner":
    'Nothing was changed, because the last owner of "{{organization}}" who can sign in uses the identity provider "{{name}}" alone. Give an owner a password first: muster person reset prints a link for one.',
  "identity-provider.last-administrator":
    'Nothing was changed, because the last instance administrator who can sign in uses the identity provider "{{name}}" alone. Give an instance administrator a password first: muster person reset prints a link for one.',
  "identity-provider.secret-unreadable":
    'The secret of the identity provider "{{name}}" cannot be opened, because it was sealed under another master key or is damaged. Restore the right master.key, or give the provider its secret again with muster identity-provider set.',
  "help.identity-provider": "manage the OpenID providers that people sign in with",
  "help.identity-provider.create": "create a provider; its metadata is read first",
  "help.identity-provider.list": "list the providers of an organization or of the instance",
  "help.identity-provider.show":
    "show a provider, the redirect URI to register, and the roles that claims give",
  "help.identity-provider.set": "change a provider, or turn it on or off; the issuer stays",
  "help.identity-provider.remove": "remove a provider; the sessions of its persons end",
  "help.option.provider-instance": "a provider of the instance instead of an organization's",
  "help.option.provider-name": "name of the provider on the sign-in page",
  "help.option.issuer": "issuer, as the provider names it: an https URL",
  "help.option.provider-method":
    "client_secret_basic, client_secret_post, private_key_jwt or none (default: by the secret)",
  "cli.provider-token-days_one":
    "personal tokens of people without a password work for {{count}} day after a sign-in",
  "cli.provider-token-days_other":
    "personal tokens of people without a password work for {{count}} days after a sign-in",
  "column.rests": "at rest from",
  "help.option.token-days":
    "days after a sign-in for which personal tokens of people without a password work, 1 to 365 (default: 30)",
  "help.option.provider-scope": "scopes to request, separated by spaces (default: openid profile email)",
  "help.option.role-claim": "claim of the ID token whose values give roles, such as groups",
  "help.option.claim-role":
    "role of persons whose claim has this value, such as it-support=helpdesk; may be given several times",
  "help.option.clear-roles": "give no roles by claims any more; persons come by invitation alone",
  "help.option.provider-on": "let people sign in with it",
  "help.option.provider-off": "keep people from signing in with it; sessions go on",
  "usage.not-a-claim-role":
    '{{option}} takes a value of the claim and a role, such as it-support=helpdesk, and "{{value}}" is something else. The roles are {{allowed}}.',
  "usage.provider-yes-missing":
    'Nothing was removed. The persons of the identity provider "{{name}}" would be signed out and could not sign in with it any more. To remove it, repeat the command with --yes.',
  "cli.provider-removed": 'Identity provider "{{name}}" was removed.',
  "cli.provider-client": "client: {{client}} ({{method}})",
  "cli.provider-scope": "scopes: {{scope}}",
  "cli.provider-redirect": "redirect URI to register: {{url}}",
  "cli.provider-no-roles": "roles: by invitation alone",
  "cli.provider-role": "{{claim}} = {{value}}: {{role}}",
  "provider-state.on": "on",
  "provider-state.off": "off",
  "column.issuer": "issuer",
} as const;
