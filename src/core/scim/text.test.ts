import { expect, test } from "vitest";
import { patch } from "../../../test/patching.ts";
import { finishWork } from "../work.ts";
import { USER } from "./definitions/user.ts";
import { PROFILE_KINDS, type ProfileKind } from "./profile.ts";
import { readResource } from "./request/document.ts";

/** NUL and halves of a pair: a store would refuse them, or keep another text. */
const UNSOUND = ["\0", "\ud83d", "\ude00", "\ude00\ud83d"];

function refusal(attempt: () => unknown): unknown {
  try {
    return attempt();
  } catch (error) {
    return error;
  }
}

test.each(PROFILE_KINDS)("%s: text that would read back different is refused by its path", (kind) => {
  const post = (more: object) => () =>
    finishWork(readResource(USER, { schemas: [USER.schema.id], userName: "u", ...more }, { kind }));
  for (const text of UNSOUND.map((each) => `a${each}b`)) {
    const cases: readonly (readonly [string, () => unknown])[] = [
      ["userName", post({ userName: text })],
      ["externalId", post({ externalId: text })],
      ["name.givenName", post({ name: { givenName: text } })],
      ["emails.value", post({ emails: [{ value: text }] })],
      ["emails.type", post({ emails: [{ value: "x", type: text }] })],
      ["photos.value", post({ photos: [{ value: text }] })],
      ["timezone", post({ timezone: text })],
      ["title", () => patch({ userName: "u" }, [{ op: "add", path: "title", value: text }], kind)],
      ["emails.display", () => patchEmail(kind, text)],
    ];
    for (const [path, attempt] of cases) {
      const wanted = {
        status: 400,
        scimType: "invalidValue",
        message: expect.stringContaining(path.split(".")[0] ?? ""),
      };
      expect(refusal(attempt), `${path} ${JSON.stringify(text)}`).toEqual(expect.objectContaining(wanted));
    }
  }
});

function patchEmail(kind: ProfileKind, display: string) {
  const before = { userName: "u", emails: [{ value: "x" }] };
  return patch(before, [{ op: "add", path: "emails", value: [{ value: "y", display }] }], kind);
}

test.each(PROFILE_KINDS)("%s: a path that describes an element to add holds no such text either", (kind) => {
  for (const text of UNSOUND) {
    for (const literal of [`"a${text}"`, JSON.stringify(`a${text}`), `a${text}`]) {
      const path = `emails[value eq ${literal}].display`;
      const attempt = () => patch({ userName: "u" }, [{ op: "add", path, value: "d" }], kind);
      expect(refusal(attempt), path).toEqual(expect.objectContaining({ status: 400 }));
    }
  }
});
