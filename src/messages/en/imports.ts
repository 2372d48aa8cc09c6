/** Errors and holds of imports: the problem, the file and line, and what to do. */
export const imports = {
  "import.not-found": "No import {{import}} is visible to this token. Start another with muster import.",
  "import.in-progress":
    'Another import ({{import}}) of the source "{{source}}" is in progress. Wait until it has ended. If it was interrupted, it is given up after {{seconds}} s without activity.',
  "import.not-staging":
    "The import {{import}} accepts no more files: it is {{state}}. Start another with muster import.",
  "import.files-needed":
    'The directory has changed since the last import of the source "{{source}}", so this import needs its files. Send them, or begin another import.',
  "import.already-staged":
    "The file of {{part}} was already uploaded to this import. Start another with muster import.",
  "import.upload-unfinished":
    "The upload of the file of {{part}} is not complete, so nothing can be merged yet. Send the whole file first.",
  "import.people-missing":
    "The import has no file of people, which every snapshot needs. Nothing was changed. Send people.csv first.",
  "import.interrupted":
    "The connection was closed before the end of {{file}}. Nothing was changed. Run the import again.",
  "import.released":
    "The import {{import}} was released before its merge: nothing of it is kept, and nothing has changed. It can be started again.",
  "import.abandoned":
    "The import had no activity for too long and was given up. Nothing was changed. Run it again.",
  "import.value-taken":
    "{{file}}, line {{line}}: {{name}} would be restored, but another object now has one of its unique values. Nothing was imported. Change the value of one of the two, then import again.",
  "import.user-blocked":
    '{{file}}, line {{line}}: an administrator blocked or unblocked the user "{{name}}" after the file was read. Nothing was imported. Import it again: the import then follows the administrator.',
  "import.user-taken":
    '{{file}}, line {{line}}: the user "{{name}}" exists but does not come from this source: another source imported the user, or a client created it. Nothing was imported. Correct the user name, or import the person from the source that owns the user.',
  "import.source-empty":
    "The snapshot contains no {{types}}, but the directory has {{live}} from this source. The export is probably broken, so they were all kept. If it is correct, accept it: --accept-leavers {{leaversPlain}}",
  "import.unmappable-column":
    'The column "{{column}}" is not one of Muster, so no column of a file can be mapped to it. Nothing was imported. Use one of: {{known}}.',
  "import.columns-ignored":
    "{{file}}: these columns were left out, because Muster has no column for them or because --ignore-column names them: {{columns}}. If you need one of them, map it: --column employeeId=NAME.",
  "import.members-departed":
    "{{file}}, line {{line}}: {{name}} has left this source, so the membership was left out (memberships left out in all: {{count}}). The rest was imported. To end this note, remove users and groups that have left from the file.",
  "import.group-ring":
    "{{file}}: a group contains itself, directly or through other groups: {{path}} (rings in all: {{count}}). The import was accepted, and every member of one of these groups counts as a member of all of them. If that is not intended, remove one of these memberships from the file.",
  "import.too-many-leavers":
    "{{leavers}} of the {{live}} {{types}} of this source are missing from the snapshot, and at most {{limit}} may leave in one import. The export is probably incomplete, so they were all kept. If it is correct, accept it: --accept-leavers {{leaversPlain}}",

  "import.unknown-column":
    "{{file}}, line {{line}}: these columns are not known: {{columns}}. Nothing was imported. Leave them out with --ignore-column NAME, or say with --column what they are; known columns are: {{known}}.",
  "import.missing-column":
    '{{file}}, line {{line}}: the column "{{column}}" is missing. The file has these columns: {{columns}}. Nothing was imported. Say with --column which of them it is, or export the file again with the missing column.',
  "import.duplicate-column":
    '{{file}}, line {{line}}: the column "{{column}}" appears twice, so it is unclear which one counts. Nothing was imported. Remove one of the two.',
  "import.nameless-column":
    "{{file}}, line {{line}}: column {{position}} has no name, and this row has a value in it. Nothing was imported. Give the column a name in the first row, or clear the whole column.",
  "import.truncated-row":
    "{{file}}, line {{line}}: the row has {{found}} fields, but the header has {{expected}}. The file was cut off, or a value with a comma is not in quotes. Nothing was imported. Export the file again.",
  "import.bad-quote":
    "{{file}}, line {{line}}: a quote opens here and is not closed, or stands inside a field. Nothing was imported. Double each quote that belongs to a value, or export the file again.",
  "import.encoding":
    "{{file}}, line {{line}}: the text is not in {{expected}}, so names would be garbled. Nothing was imported. Save the file as CSV UTF-8.",
  "import.workbook":
    "{{file}} is a workbook of a spreadsheet program and not a CSV file. Nothing was imported. Save its sheet as CSV UTF-8, and import that file.",
  "import.empty-file":
    "{{file}} is empty; not even a header is there. Nothing was imported. Export the file again.",
  "import.bad-text":
    '{{file}}, line {{line}}: the text "{{value}}" has a line break or a control character. Nothing was imported. Remove it from the cell.',
  "import.incident":
    "The import ended because of a fault in Muster, and nothing was imported. Begin it again; the log of the server has the details.",
  "import.bad-value":
    '{{file}}, line {{line}}: "{{value}}" is not a valid value for the column "{{column}}". Nothing was imported. Allowed: {{allowed}}.',
  "import.missing-value":
    '{{file}}, line {{line}}: the column "{{column}}" has no value, but needs one. Nothing was imported. Fill in the value, or remove the row.',
  "import.spreadsheet-error":
    '{{file}}, line {{line}}: the column "{{column}}" contains "{{value}}", which is an error of a spreadsheet and not a value. Nothing was imported. Correct the formula or type the value, then export the file again.',
  "import.rounded-number":
    '{{file}}, line {{line}}: the column "{{column}}" contains "{{value}}", a number that a spreadsheet rounded; its last digits are lost. Nothing was imported. Format the column as text in the original file, enter the values again and export it.',
  "import.too-long":
    "{{file}}, line {{line}}: a field or a line is longer than {{limit}}. Most often the reason is a quote that is not closed. Nothing was imported. Shorten the value or close the quote.",
  "import.duplicate-user":
    '{{file}}, line {{line}}: the user name "{{name}}" already appears in line {{other}}. Nothing was imported. Remove or correct one of the two rows.',
  "import.duplicate-key":
    '{{file}}, line {{line}}: the key "{{name}}" already appears in line {{other}}, so the two rows would be one person or group. Nothing was imported. Remove or correct one of the two rows.',
  "import.unknown-member":
    '{{file}}, line {{line}}: the member "{{name}}" is in neither file. Nothing was imported. Add the person or the group, or remove the row.',
  "import.unknown-manager":
    '{{file}}, line {{line}}: the manager "{{name}}" is not among the people of the file. Nothing was imported. Add or correct the manager, or leave the value empty.',
  "cli.import-previewed":
    'Nothing was changed. Imported from "{{source}}", people {{people}} and groups {{groups}} would give:',
  "cli.import-checking": "checking",
  "cli.import-would-hold_one": "{{count}} leaver would be held and would stay as before.",
  "cli.import-would-hold_other": "{{count}} leavers would be held and would stay as before.",
  "help.imports": "list imports with their results, newest first, or show one",
  "help.option.imports-source": "only imports of this source",
  "column.people": "people",
} as const;
