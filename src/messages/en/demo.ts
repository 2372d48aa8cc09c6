/** Starting, stopping and the demo. */
export const demo = {
  "init.done": "Muster is ready in {{directory}}, with the organization {{name}}.",
  "init.org": "Organization: {{org}}",
  "init.token": "Token of the instance administrator, shown this once; it lives 365 days:",
  "init.next": "Next:",
  "serve.listening": "Muster listens on {{url}}. Stop it with Ctrl-C.",
  "serve.stopping": "Stopping: what is in hand is finished first.",
  "start.configuration": "The environment is not usable: {{problem}}. Correct the variable and start again.",
  "start.port-in-use":
    "Port {{port}} is taken by another program, so nothing was started. Choose another with --port, or --port 0 for any free one.",
  "start.no-permission":
    "The data directory {{directory}} cannot be written ({{detail}}). Give this user the right to it, or choose another with --data.",
  "start.initialized-already":
    "{{directory}} holds an installation already, and nothing was changed. Start it with muster serve --data {{directory}}.",
  "start.not-initialized":
    "There is no installation in {{directory}} yet. Make one with muster init --data {{directory}}.",
  "master-key.length":
    "The master key in {{from}} is not 32 bytes in base64. Restore the right one: without it the stored secrets cannot be opened.",
  "master-key.permission":
    "Others can read the master key {{file}} (mode {{mode}}). Make it yours alone with chmod 600 {{file}}, and replace the targets' tokens if someone may have read it.",
  "demo.started": "A Muster of its own runs on {{url}}. What follows are the commands that you would type.",
  "demo.equal":
    "{{app}} read back over SCIM: {{users}} accounts, {{groups}} groups and {{members}} memberships, each equal to the directory.",
  "demo.different_one": "{{app}} read back over SCIM: one difference from the directory:",
  "demo.different_other": "{{app}} read back over SCIM: {{count}} differences from the directory:",
  "demo.good": "Done: both cycles closed, and both targets hold exactly what the directory says.",
  "demo.bad": "Failed: a cycle did not close, or a target differs from the directory. See above.",
  "demo.next": "It keeps running until Ctrl-C. In another terminal, in this folder, try:",
  "demo.no-target":
    "The example target {{script}} did not start. It needs the development packages: run npm ci --ignore-scripts in a checkout first.",
} as const;
