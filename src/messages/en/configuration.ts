/** Configuration files: their errors, the lines of the command line, and the comments of an export. */
export const configuration = {
  "configuration.invalid_one": "Nothing was changed, because the configuration has an error.",
  "configuration.invalid_other": "Nothing was changed, because the configuration has {{errors}} errors.",
  "configuration.member-unknown":
    "The configuration has no member {{name}} here. Correct the name or remove it.",
  "configuration.value-invalid": "The value of {{member}} {{problem}}. Correct it.",
  "configuration.repeated":
    'Two documents describe "{{name}}". Merge them into one, or rename one of the two.',
  "configuration.listed-twice": '"{{name}}" is in the list twice. Remove one of the entries.',
  "configuration.origin-differs":
    'The application "{{name}}" was created with another {{member}} ({{stored}}), which cannot be changed. Correct the file, or give it another name to create a second application.',
  "configuration.reference-unresolved":
    "The reference {{reference}} leads to no credential on the machine that runs the command. Set the variable or create the file, or write keep if the application has a credential already.",
  "configuration.credential-needed":
    'The stored credential of "{{name}}" would be sent to {{server}}, which has not received it until now. Name the credential with $env:NAME or $file:PATH; keep is not enough here.',
  "configuration.credential-none":
    "The application has no stored credential to keep. Name one with $env:NAME or $file:PATH.",
  "configuration.too-many-deletions_one":
    "Nothing was changed, because the configuration would delete {{deletions}} entry, which concerns linked accounts ({{accounts}} at most), and the limit is {{limit}}. Check muster config diff --prune. If the deletion is intended, repeat the command with a higher --accept-deletions.",
  "configuration.too-many-deletions_other":
    "Nothing was changed, because the configuration would delete {{deletions}} entries, which concern linked accounts ({{accounts}} at most), and the limit is {{limit}}. Check muster config diff --prune. If the deletions are intended, repeat the command with a higher --accept-deletions.",
  "configuration.kind-unknown":
    "A document needs a member kind with one of these values: {{known}}. Correct it.",
  "configuration.organization-differs":
    'The document is about the organization "{{name}}", and the command works in "{{organization}}". Name the other one with --org, or use --all-organizations.',
  "configuration.organization-missing":
    "The document does not name its organization. Add the member organization, because documents of several organizations are applied together.",
  "configuration.organization-unknown":
    'There is no organization "{{name}}". Correct the name, or add a document of the kind organization, which creates it.',
  "configuration.organization-elsewhere":
    "This address takes documents of applications only. Send documents of organizations to configuration/whole.",
  "configuration.application-missing":
    'The organization has no application "{{name}}", and no document describes it. Add a document, or remove the name from the list.',
  "configuration.webhook-url-missing":
    'The webhook "{{name}}" does not exist yet, and the document gives no url. Add its address.',
  "configuration.signing-secret":
    "The reference {{reference}} leads to a text that cannot sign messages. A signing secret begins with whsec_, followed by at least 24 bytes in base64.",
  "configuration.credential-form":
    "The reference {{reference}} leads to a text that cannot be a credential: a token or client secret has one line, a private key is in PEM form, and neither has more than 16,384 characters. Check the variable or the file.",
  "configuration.partly-applied":
    "Changes that were made: {{done}} of {{of}}. The next one was refused. Correct the cause and repeat the command, which makes the others.",
  "configuration.yaml-alias":
    "An alias is not allowed here, because aliases can make a short file endless. Write the value out.",
  "configuration.yaml-duplicate-key": "The member was given above already. Remove one of the two.",
  "configuration.yaml-tab": "A tab cannot indent YAML. Use spaces.",
  "configuration.yaml-depth": "The document is nested too deeply. Check the brackets and the indentation.",
  "configuration.yaml-number":
    "The value is not a finite number. Write another one, or put a text in quotes.",
  "configuration.yaml-name": "The configuration has no member __proto__. Remove it.",
  "configuration.yaml-syntax": "The text is not valid YAML. Correct it here or just before.",
  "configuration.not-an-object":
    "A document must be an object with members such as muster, kind and name. Correct it.",
  "configuration.secret-in-clear":
    "A credential must not stand in a file. Put it into a variable or a file of its own, and write $env:NAME or $file:PATH as the credential. If the file was shared, replace the credential.",
  "usage.configuration-empty":
    "{{file}} has no configuration. Give a YAML file, or a folder with YAML files.",
  "usage.configuration-too-long":
    "{{file}} is longer than {{limit}} characters. Divide it into several files and apply them one by one.",
  "usage.config-yes-missing_one":
    "Nothing was changed. To make the {{changes}} change, repeat the command with --yes.",
  "usage.config-yes-missing_other":
    "Nothing was changed. To make the {{changes}} changes, repeat the command with --yes.",
  "invalid.assignment-subject": "needs exactly one of everyone, user and group",
  "invalid.seed": "must have 64 hexadecimal digits in small letters, or be a UUID",
  "invalid.credential-reference":
    "must be $env:NAME, $file:PATH or keep, or have one of the first two as from beside ifMissing: keep",
  "cli.config-same": "No change: everything is as the configuration says.",
  "cli.config-application": 'application "{{name}}"',
  "cli.config-organization": 'organization "{{name}}"',
  "cli.config-accounts_one": "{{count}} linked account",
  "cli.config-accounts_other": "{{count}} linked accounts",
  "cli.config-question_one": "Make this change? (yes/no)",
  "cli.config-question_other": "Make these {{count}} changes? (yes/no)",
  "cli.config-not-applied": "Nothing was changed.",
  "cli.config-applied_one": "{{count}} change was made. muster plan shows its effect on accounts.",
  "cli.config-applied_other": "{{count}} changes were made. muster plan shows their effect on accounts.",
  "cli.config-omitted": 'The file leaves out of "{{name}}", because there are too many entries: {{sections}}',
  "cli.config-comment-document":
    "Configuration of Muster. Compare it with muster config diff FILE, and apply it with muster config apply FILE.\nA section that is left out stays as it is. Every member is described in docs/configuration-files.md.",
  "cli.config-comment-softDeleteDays":
    "The number of days for which users that SCIM deletes are kept; 0 removes them at once.",
  "cli.config-comment-definitions":
    "Schemas and resource types of the organization (docs/schemas.md). --prune removes the others.",
  "cli.config-comment-webhooks":
    "Addresses that events are sent to (docs/events.md). --prune removes the others.\nA new webhook without a secret gets one of its own; types: null sends all events.",
  "cli.config-comment-applications":
    "All applications, each with a document of its own. --prune removes the others; their accounts stay in the target.",
  "cli.config-comment-template": "The template of the gallery (docs/gallery.md). It cannot be changed later.",
  "cli.config-comment-connector": "The connector that speaks to the target. It cannot be changed later.",
  "cli.config-comment-config": "Settings of the connector, such as the address; null removes one.",
  "cli.config-comment-seed":
    "The values of Guid and RandomString follow from the seed, so that an application created from this file gives the same ones.\nIt opens nothing, and initial passwords (writeOnly) do not follow from it; but readers of the file can work out such values.",
  "cli.config-comment-credential":
    "The credential, never in clear: $env:NAME or $file:PATH on the machine that runs muster config apply.\nifMissing: keep uses the stored credential while the reference leads to none.",
  "cli.config-comment-settings":
    "Settings that differ from their defaults (docs/settings.md); null resets one.",
  "cli.config-comment-schedule":
    "Whether cycles run by themselves: on or off. Their interval is the setting everySeconds.",
  "cli.config-comment-roles": "Roles that assignments can give; value is what the target receives.",
  "cli.config-comment-mappings":
    "Attributes of accounts and their sources (docs/mappings.md); default is that of the template or connector.",
  "cli.config-comment-scopes":
    "Scoping filters (docs/provisioning.md): an assigned object is in scope if one of them holds. [] has no filter.",
  "cli.config-comment-assignments":
    "Assigned users by userName and groups by displayName. --prune removes the others.",
  "cli.config-comment-selectedGroups":
    "Groups that go to the target while the setting groups is selected, by displayName. --prune removes the others.",
  "help.config": "write configuration to files, compare it and apply it",
  "help.config.export":
    "write an application, an organization or all organizations, as YAML with comments and without secrets",
  "help.config.diff": "show the changes that configuration files would make; changes nothing",
  "help.config.apply": "make the changes of configuration files; a second run changes nothing",
  "help.config.schema": "print the JSON Schema of configuration files, for editors; calls no server",
  "help.option.all-organizations": "every organization instead of one; needs an instance administrator",
  "help.option.config-prune": "delete the entries that a list in the files leaves out",
  "help.option.config-accept-deletions": "the largest number of deletions, from 0 to 100000 (default: 10)",
  "help.option.config-yes": "make the changes without a question",
} as const;
