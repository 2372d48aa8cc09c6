/** The lines of a plan that the command line shows. */
export const plans = {
  "cli.plan-title": 'Plan for "{{app}}", {{kind}}',
  "cli.plan-id": "Plan {{plan}}\nHash {{hash}}",
  "cli.plan-apply": "Apply with: muster apply {{plan}}",
  "cli.plan-preview":
    "This plan cannot be applied. Take the new mapping with: muster app mapping {{app}} --default",
  "cli.plan-sends-nothing_one":
    "Nothing will be sent: {{count}} account of the target is as it should be and is linked.",
  "cli.plan-sends-nothing_other":
    "Nothing will be sent: {{count}} accounts of the target are as they should be and are linked.",
  "cli.plan-nothing": "There is nothing to apply: no account is to be changed.",
  "cli.plan-only-held_one":
    "There is nothing to apply: {{count}} decision is held. Its reason says what ends that.",
  "cli.plan-only-held_other":
    "There is nothing to apply: {{count}} decisions are held. Their reasons say what ends that.",
  "cli.plan-more_one": "… and {{count}} more: --all",
  "cli.plan-more_other": "… and {{count}} more: --all",
  "cli.plan-attribute": "{{path}}: {{changed}} of {{evaluated}} change",
  "cli.plan-attribute-held": "{{path}}: {{changed}} of {{evaluated}} change, and {{held}} are held",
  "cli.plan-attributes-more_one": "… and {{count}} more attribute",
  "cli.plan-attributes-more_other": "… and {{count}} more attributes",
  "cli.guard-ok": "Guard: ok, nothing is held.",
  "cli.guard-held_one":
    "Guard: {{count}} decision is held, for the reason that it shows. If it waits for an approval and the change is intended, run muster hold approve {{plan}} --all (or --user for one user), then plan again.",
  "cli.guard-held_other":
    "Guard: {{count}} decisions are held, for the reasons that they show. If they wait for an approval and the changes are intended, run muster hold approve {{plan}} --all (or --user for single users), then plan again.",
  "cli.none-answered":
    "No held decision of this plan waits for an answer, so nothing was changed. Its reason says what ends each hold.",
} as const;
