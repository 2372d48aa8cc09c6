/** The pages of configuration files. */
export const texts = {
  intro:
    "The organization, its definitions, webhooks and applications as a file, to keep under version control and to apply again.",
  "intro.instance":
    "All organizations with their applications as one file. An organization that a file names and that is missing is created.",
  export: "Download",
  "export.text": "A YAML file with a comment above each section. It holds no credentials.",
  "export.run": "Download as YAML",
  import: "Compare and apply",
  "import.text": "Shows the changes that a file would make. Nothing is changed before you confirm them.",
  file: "File",
  "file.help": "A YAML file. Its text then stands below and can be edited.",
  text: "Text of the file",
  "text.help": "Documents are separated by three hyphens. Sections that are left out stay as they are.",
  references: "Values of references",
  "references.help":
    "A browser does not know variables and files of another machine. Type the values that the server does not have; an empty one is not sent.",
  prune: "Delete entries that the file leaves out",
  "prune.help":
    "Deletes the assignments, selected groups, roles, webhooks, applications, schemas and resource types that a list in the file leaves out. Lists that are left out themselves stay.",
  deletions: "Largest number of deletions",
  "deletions.help": "With more deletions than this, nothing is applied. From 0 to 100,000.",
  compare: "Show the changes",
  "action.create": "New",
  "action.change": "Changed",
  "action.delete": "Deleted",
  notes: "Accepted, and most likely not intended",
  place: "Line {{line}}, column {{column}}:",
  expected: "Can stand here:",
  errors_one: "The file has {{shown}} error. Nothing was changed.",
  errors_other: "The file has {{shown}} errors. Nothing was changed.",
  "errors.more_one": "{{shown}} more error is not listed.",
  "errors.more_other": "{{shown}} more errors are not listed.",
  "unusable.empty": "There is no configuration yet. Choose a file, or paste its text.",
  "unusable.too-long":
    "The text is longer than {{limit}} characters. Divide it into several files and apply them one by one.",
  apply: "Apply exactly this",
  "apply.heading_one": "Make this {{shown}} change?",
  "apply.heading_other": "Make these {{shown}} changes?",
  "apply.text":
    "Deletions among them: {{deletions}}. Linked accounts that deletions concern: {{accounts}}. The accounts in targets stay as they are until the next plan is applied.",
  applied_one: "{{shown}} change was made. The next plan shows its effect on accounts.",
  applied_other: "{{shown}} changes were made. The next plan shows their effect on accounts.",
  moved:
    "Nothing was applied: the configuration changed since these changes were shown. They are shown as of now.",
} as const;
