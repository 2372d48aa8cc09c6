/** Bundles of cycles and their replay. */
export const replay = {
  "bundle.no-plan":
    "The cycle {{cycle}} has no bundle, because it made no plan, or its plan is not kept any more.",
  "bundle.not-recorded":
    "The cycle {{cycle}} was not recorded: it ran in an earlier version of Muster, or while the setting recordingSizeMax was 0. The next cycle of the application is recorded if the setting allows it.",
  "bundle.too-large":
    "The recording of the cycle {{cycle}} was given up, because it would be larger than the setting recordingSizeMax allows. Raise the setting of the application; the next cycle follows it.",
  "bundle.hidden":
    "The cycle {{cycle}} was not recorded, because its decisions depend on the values of {{attribute}}, which no record may hold. Its decisions can be read in the plan.",
  "replay.not-asked": "The recorded cycle did not ask the target this question.",
  "help.cycle.bundle": "write what a cycle read and decided into a file",
  "help.cycle.replay": "compute the plan of a bundle once more, on this machine",
  "help.option.bundle-out": "the file to write; only you can read it, because it holds personal data",
  "help.option.replay-config":
    "a configuration file of the application: show what its mappings, scoping filters and settings would have decided",
  "cli.bundle-written_one": "{{file}} has the bundle of the cycle ({{count}} character).",
  "cli.bundle-written_other": "{{file}} has the bundle of the cycle ({{count}} characters).",
  "cli.bundle-foreign": "{{file}} is not a bundle of a cycle. muster cycle bundle writes one.",
  "cli.bundle-version":
    "{{file}} is a bundle of format version {{version}}, written by Muster {{muster}}. This Muster reads version {{known}}. Replay it with the version that wrote it.",
  "cli.bundle-cut":
    "{{file}} ends before the last line of the bundle. Copy the file again, or write the bundle again.",
  "cli.bundle-altered":
    "{{file}} is not as Muster wrote it: its hash does not match its lines. Copy the file again, or write the bundle again.",
  "cli.file-unwritable": "{{file}} cannot be written: {{reason}}. Nothing was changed.",
  "cli.replay-no-application":
    "{{file}} has no application that can be chosen. It needs one document of the kind application, or one with the name {{name}}.",
  "cli.replay-not-recorded":
    "The configuration asks for facts that the recorded cycle did not read ({{about}}), so this bundle does not show its effect. Use the bundle of a cycle that read them, such as an initial one with this configuration.",
  "cli.replay-identical_one":
    "Identical: the replay gives the same decision ({{count}}) and memberships ({{memberships}}).",
  "cli.replay-identical_other":
    "Identical: the replay gives the same decisions ({{count}}) and memberships ({{memberships}}).",
  "cli.replay-different": "Different: {{name}}, {{part}}",
  "cli.replay-recorded": "  recorded  {{value}}",
  "cli.replay-replayed": "  replayed  {{value}}",
  "cli.replay-no-effect": "The configuration would have decided the same.",
  "cli.replay-verb": "{{type}}: {{recorded}} → {{replayed}}: {{count}}",
  "cli.replay-attribute": "{{attribute}}: {{count}} of {{of}}",
  "cli.replay-example": "{{name}}: {{recorded}} → {{replayed}}",
  "cli.replay-unanswered_one":
    "The bundle has no answer to {{count}} question about {{about}}; it was answered with nothing.",
  "cli.replay-unanswered_other":
    "The bundle has no answers to {{count}} questions about {{about}}; they were answered with nothing.",
  "cli.replay-ignored": "Sections of the file that a replay leaves out: {{sections}}",
} as const;
