/** Why an import is refused or held: what is wrong, in which file and line, and what to do. */
export const imports = {
  "import.not-found":
    "There is no import {{import}} that this token may see. Begin another with muster import.",
  "import.in-progress":
    'Another import of the source "{{source}}" is under way ({{import}}). Wait until it has ended; if it was broken off, it gives way after {{seconds}} s of silence.',
  "import.not-staging":
    "The import {{import}} takes no more files: it is {{state}}. Begin another with muster import.",
  "import.already-staged":
    "The file of {{part}} was uploaded to this import already. Begin another with muster import.",
  "import.upload-unfinished":
    "The upload of the file of {{part}} has not ended, so there is nothing to merge yet. Send the whole file first.",
  "import.people-missing":
    "The import has no file of people, and without people there is no snapshot. Nothing was changed. Send people.csv first.",
  "import.interrupted":
    "The connection broke off before {{file}} had ended. Nothing was changed. Run the import again.",
  "import.abandoned":
    "The import was silent for too long, and its place was given away. Nothing was changed. Run it again.",
  "import.value-taken":
    "{{file}}, line {{line}}: {{name}} comes back, and a value that must be unique is somebody else's by now. Nothing was imported. Change the value of one of the two, then import again.",
  "import.user-taken":
    '{{file}}, line {{line}}: "{{name}}" belongs to somebody whom another source brought or who was made by hand. Nothing was imported. Correct the user name, or import the person from the source that owns them.',
  "import.source-empty":
    "The snapshot has no {{types}}, where the directory has {{live}} from this source. That looks like a broken export, so nobody left. If it is meant, accept it: --accept-leavers {{leaversPlain}}",
  "import.too-many-leavers":
    "{{leavers}} of the {{live}} {{types}} of this source are missing from the snapshot, and up to {{limit}} may leave at once. That looks like an export cut short, so nobody left. If it is meant, accept it: --accept-leavers {{leaversPlain}}",

  "import.unknown-column":
    '{{file}}, line {{line}}: the column "{{column}}" is not known, and we do not guess. Nothing was imported. Remove or rename it; known are: {{known}}.',
  "import.missing-column":
    '{{file}}, line {{line}}: the column "{{column}}" is missing. Nothing was imported. Export the file again with it.',
  "import.duplicate-column":
    '{{file}}, line {{line}}: the column "{{column}}" is there twice, so its value would be a guess. Nothing was imported. Remove one.',
  "import.truncated-row":
    "{{file}}, line {{line}}: the row has {{found}} fields where the header has {{expected}}. The file was cut, or a comma is not in quotes. Nothing was imported. Export it again.",
  "import.bad-quote":
    "{{file}}, line {{line}}: a quote opens here and does not close, or stands inside a field. Nothing was imported. Double a quote that belongs to a value, or export the file again.",
  "import.encoding":
    "{{file}}, line {{line}}: the file is not {{expected}} (found: {{found}}), so names would be garbled. Nothing was imported. Save it as CSV UTF-8.",
  "import.empty-file": "{{file}} is empty: it has not even a header. Nothing was imported. Export it again.",
  "import.bad-value":
    '{{file}}, line {{line}}: "{{value}}" is no value for the column "{{column}}". Nothing was imported. Allowed: {{allowed}}.',
  "import.missing-value":
    '{{file}}, line {{line}}: the column "{{column}}" has no value, and it needs one. Nothing was imported. Fill it in, or remove the row.',
  "import.too-long":
    "{{file}}, line {{line}}: a field or a line is longer than {{limit}}. Most often a quote was not closed. Nothing was imported. Shorten or repair it.",
  "import.duplicate-user":
    '{{file}}, line {{line}}: the user name "{{name}}" stands in line {{other}} already. Nothing was imported. Remove or correct one of the two.',
  "import.duplicate-key":
    '{{file}}, line {{line}}: "{{name}}" is the key of line {{other}} already, so the two could not be told apart. Nothing was imported. Remove or correct one of them.',
  "import.unknown-member":
    '{{file}}, line {{line}}: the member "{{name}}" is in neither file. Nothing was imported. Add the person or the group, or remove the row.',
  "import.unknown-manager":
    '{{file}}, line {{line}}: the manager "{{name}}" is not among the people of the file. Nothing was imported. Add or correct the manager, or leave the column empty.',
} as const;
