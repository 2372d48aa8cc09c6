/** Signing in: sessions, one-time links and passwords. */
export const people = {
  "auth.role-forbidden":
    "You are signed in, but your role here does not have the permission {{permission}}, which this request needs. An owner of the organization can give you another role.",
  "auth.session-ended": "You are not signed in any more: the session has ended. Sign in again.",
  "request.csrf":
    "The request was refused, because another site may have made your browser send it: it has no valid x-csrf-token, or it comes from another address than this server's. Reload the page. Behind a proxy, the administrator sets MUSTER_PUBLIC_URL to the address that people use.",
  "sign-in.refused":
    "The name or the password is wrong. Check both and try again; an owner of your organization can send you a link for a new password.",
  "sign-in.delayed_one":
    "After several wrong passwords the next attempt is possible in {{seconds}} second. Until then the right password is refused as well.",
  "sign-in.delayed_other":
    "After several wrong passwords the next attempt is possible in {{seconds}} seconds. Until then the right password is refused as well.",
  "link.unknown":
    "This link was not issued by this installation, or a part of it is missing. Copy the whole link again, or ask for another one.",
  "link.ended":
    "This link was already used, or replaced by a newer one. Use the newest link, or sign in; an owner of your organization can send you another link.",
  "link.expired": "This link expired at {{at}}. Ask for another one.",
  "person.name-missing": "The name to sign in with is missing. Choose one.",
  "person.name-taken": 'The name "{{name}}" belongs to another person. Choose another name.',
  "person.changed-meanwhile":
    '"{{name}}" was changed by another request at the same moment, so nothing was changed. Try again.',
  "password.too-short":
    "The password is too short: it needs at least {{min}} characters. A few words in a row are easy to remember.",
  "password.too-long": "The password is too long: it may have at most {{max}} characters.",
  "password.is-name":
    "The password is the name of its person, which is the first that others would try. Choose another one.",
  "session.not-found":
    "There is no such session among yours. It may have been removed after it ended; the list of sessions shows the others.",
  "kind.person": "a person",
  "init.link":
    "Open this link to choose the name and the password of the first owner. It is valid once, for 7 days:",
} as const;
