/** The deletion of organizations. */
export const organizations = {
  "usage.org-yes-missing":
    'Nothing was deleted. This command would delete the organization "{{name}}" ({{org}}) with its users ({{users}}), groups ({{groups}}), applications ({{applications}}), tokens ({{tokens}}), webhooks ({{webhooks}}), logs and audit trail; the persons with a role in it ({{persons}}) would lose the role. The accounts in the targets ({{accounts}}) would stay as they are. Nothing of it could be restored. To delete it, repeat the command with --yes.',
  "cli.org-deleted":
    'Organization "{{name}}" is deleted: users {{users}}, groups {{groups}}, applications {{applications}}. Its tokens, cycles and webhooks have ended; its records go in the background.',
  "cli.org-accounts-stay_one": "{{count}} account stays in its target as it is.",
  "cli.org-accounts-stay_other": "{{count}} accounts stay in their targets as they are.",
  "cli.org-deleting": 'Records of the deleted organization "{{name}}" ({{org}}) are still being removed.',
} as const;
