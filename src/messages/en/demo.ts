/** Starting, stopping and the demo. */
export const demo = {
  "init.done": "Muster is ready in {{directory}}, with the organization {{name}}.",
  "init.org": "Organization: {{org}}",
  "init.token": "Token of the instance administrator, valid for 365 days. It is shown only this once:",
  "init.next": "Next:",
  "serve.listening": "Muster listens on {{url}}. Stop it with Ctrl-C.",
  "serve.stopping": "Stopping. Work in progress is finished first.",
  "simulate.listening":
    "A simulator of {{system}} listens on {{url}}. It starts empty, and forgets everything when it stops. Stop it with Ctrl-C.",
  "simulate.paste": "To connect Muster or Entra ID, paste one of these addresses and the token:",
  "simulate.current": "Tenant URL, current form: {{url}}",
  "simulate.legacy": "Tenant URL, legacy form:  {{url}}",
  "simulate.token": "Secret token:             {{token}}",
  "simulate.token-own": "Secret token:             the one in the variable {{variable}}",
  "simulate.control": "To move its clock, switch on faults and see its state, see docs/simulators.md.",
  "start.configuration": "The environment cannot be used: {{problem}}. Correct the variable and start again.",
  "start.port-in-use":
    "Another program uses port {{port}}, so nothing was started. Choose another port with --port, or any free port with --port 0.",
  "start.no-permission":
    "The data directory {{directory}} cannot be written ({{reason}}). Give this user the right to write there, or choose another directory with --data.",
  "start.not-a-directory":
    "{{directory}} is not a directory, so it cannot hold an installation. Give a directory with --data.",
  "start.no-address":
    "This machine cannot listen on {{host}} ({{reason}}), so nothing was started. Give one of its addresses with --host, such as 127.0.0.1.",
  "start.initialized-already":
    "{{directory}} already holds an installation, and nothing was changed. Start it with muster serve --data {{directory}}.",
  "start.not-initialized":
    "There is no installation in {{directory}} yet. Create one with muster init --data {{directory}}.",
  "master-key.length":
    "The master key in {{from}} is not 32 bytes in base64. Restore the right key: without it the stored secrets cannot be read.",
  "master-key.missing":
    "The master key {{file}} is missing, and this installation has secrets that were sealed under it. Nothing was changed. Restore the key from its backup and start again. If the key is lost, put 32 new random bytes in base64 into that file with mode 0600, start, and give every application and webhook a new secret.",
  "master-key.permission":
    "Other users can read the master key {{file}} (mode {{mode}}). Restrict it with chmod 600 {{file}}. If another user may have read it, replace the targets' tokens.",
  "demo.started":
    "A Muster server for the demo runs at {{url}}. The commands below are those that you would type.",
  "demo.equal":
    "{{app}} read back over SCIM: {{users}} accounts, {{groups}} groups and {{members}} memberships, each equal to the directory.",
  "demo.different_one": "{{app}} read back over SCIM: one difference from the directory:",
  "demo.different_other": "{{app}} read back over SCIM: {{count}} differences from the directory:",
  "demo.good": "Done: both cycles closed, and both targets hold exactly what the directory holds.",
  "demo.bad": "Failed: a cycle did not close, or a target differs from the directory. See above.",
  "demo.next": "The server runs until you press Ctrl-C. In another terminal, in this folder, try:",
  "demo.no-target":
    "The example target {{script}} did not start. It needs the development packages: run npm ci --ignore-scripts in a checkout first.",
} as const;
