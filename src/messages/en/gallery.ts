/** Words for the gallery, its templates and the limits of targets. */
export const gallery = {
  "help.gallery": "templates of applications: addresses, limits, mappings",
  "help.gallery.list": "list the templates of the gallery",
  "help.gallery.search": "find templates by words; letter case and accents do not count",
  "help.gallery.show":
    "show a template: values to fill in, how its token is obtained, limits with their sources",
  "help.option.template": "template of the gallery, in place of --connector and --url",
  "help.option.template-set": "value of a parameter of the template; may be given several times",
  "cli.no-templates": "No template holds {{search}}. muster gallery list shows all of them.",
  "cli.template-parameters": "Values to fill in",
  "cli.template-credentials": "Credentials",
  "cli.template-lifetime_one": "They end {{count}} day after they were issued.",
  "cli.template-lifetime_other": "They end {{count}} days after they were issued.",
  "cli.template-unconfirmed": "Not confirmed by a page of the vendor.",
  "cli.template-steps": "Steps",
  "cli.template-limits": "Limits",
  "cli.template-quirks": "Deviations",
  "cli.template-roles": "Roles",
  "cli.template-sources": "Sources",
  "cli.limit-all": "{{count}} requests in {{seconds}} s.",
  "cli.limit-reads": "{{count}} reads in {{seconds}} s.",
  "cli.limit-writes": "{{count}} writes in {{seconds}} s.",
  "cli.limit-burst": "{{burst}} at once after a pause.",
  "cli.limit-members-per-call": "{{count}} members in one change of a group.",
  "cli.limit-page-size": "{{count}} accounts in one page.",
  "cli.limit-bytes-per-call": "{{count}} bytes in one request.",
  "column.template": "template",
  "column.summary": "summary",
  "usage.given-twice": "{{option}} gives {{name}} twice. Give each name once.",
  "template.not-found":
    "The gallery of this version has no template {{template}}. muster gallery list shows its templates.",
  "template.parameters-invalid_one":
    "{{errors}} value of the template {{template}} is wrong. Nothing was created. Correct it.",
  "template.parameters-invalid_other":
    "{{errors}} values of the template {{template}} are wrong. Nothing was created. Correct them.",
  "template.parameter-missing":
    "The parameter {{name}} has no value. {{where}} Give it with --set {{name}}=VALUE, such as {{example}}.",
  "template.parameter-invalid":
    "The value of {{name}} does not match {{pattern}}. {{where}} A value looks like {{example}}.",
  "template.parameter-unknown":
    "The template has no parameter {{name}}. Its parameters: {{known}}. Correct the name or leave it out.",
  "invalid.template-or-connector":
    "names either a template with its parameters, or a connector; never both, and no parameters without a template",
  "config.rates":
    "The setting rates is a list of at most {{most}} limits, each with calls (all, reads or writes), requests, perSeconds and perhaps burst, as whole numbers. Correct it.",
  "target.over-limit":
    "The request has {{bytes}} bytes, more than the {{most}} of the setting bytesPerCall. It was not sent. Lower membersPerCall, or raise bytesPerCall if the target accepts more.",
} as const;
