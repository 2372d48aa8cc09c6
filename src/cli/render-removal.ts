import type {
  DirectoryRemovalShape,
  RemovalEffectShape,
  RemovalShape,
  RemovedThingShape,
} from "../contract/removals.ts";
import { type Messages, makePrintable } from "../messages/messages.ts";
import { formatLabelled } from "./format-labelled.ts";
import type { Paint } from "./paint.ts";

/** Renders the effect of a removal in one application: for one user, and for all whom it concerns. */
export function renderRemoval(removal: RemovalShape, messages: Messages, paint: Paint): string[] {
  const body = [
    ...renderReturns(removal, messages, paint),
    ...renderUser(removal.user, messages, paint),
    ...renderEffect(removal, messages),
  ];
  return [`  ${titleOf(removal, messages)}`, ...body.map((line) => `    ${line}`)];
}

/** Renders the effect of a change of the directory in every application that it concerns. */
export function renderDirectoryRemoval(
  removal: DirectoryRemovalShape,
  messages: Messages,
  paint: Paint,
): string[] {
  const { applications } = removal;
  const effects = applications.flatMap(({ application, ...effect }) => [
    paint.bold(makePrintable(application)),
    ...renderEffect(effect, messages).map((line) => `  ${line}`),
  ]);
  const none = applications.length === 0 ? [messages.word("removal.no-application")] : [];
  const body = [...renderReturns(removal, messages, paint), ...none, ...effects];
  return [titleOf(removal, messages), ...body.map((line) => `  ${line}`)];
}

/** Renders why a removal would not last. */
export function renderReturns(
  { returns }: Pick<RemovedThingShape, "returns">,
  messages: Messages,
  paint: Paint,
): string[] {
  return returns.map(({ code, params }) => paint.yellow(messages.text(code, params)));
}

function titleOf({ removed, type, name, member }: RemovedThingShape, { word }: Messages): string {
  switch (removed) {
    case "member":
      return word("removal.of-member", { name, member: member?.name ?? "" });
    case "assignment":
      return type === "all"
        ? word("removal.of-assignment-all")
        : word(`removal.of-assignment-${type}`, { name });
    default:
      return word(`removal.of-${removed}`, { name });
  }
}

function renderUser(user: RemovalShape["user"], { word, text }: Messages, paint: Paint): string[] {
  if (user === null) return [];
  const { name, state, has, keeps, scope } = user;
  if (!has) return [word("removal.user-has-none", { name })];
  const inactive = state === "inactive" ? [word("removal.user-inactive", { name })] : [];
  if (!keeps) return [paint.red(word("removal.user-loses", { name })), ...inactive];
  const reasons = scope.map(({ code, params }) => `  ${text(code, params)}`);
  return [word("removal.user-keeps", { name }), ...reasons, ...inactive];
}

function renderEffect(
  { lose, keep, loseRoles, keptBy, losing }: RemovalEffectShape,
  messages: Messages,
): string[] {
  const { word, text } = messages;
  const names = losing.map(({ name }) => name).join(", ");
  return [
    word("removal.lose", { count: lose }),
    ...(losing.length > 0 ? [`  ${names}${lose > losing.length ? ", …" : ""}`] : []),
    word("removal.keep", { count: keep }),
    ...keptBy.map(
      ({ reason, people }) =>
        `  ${formatLabelled(messages, String(people), text(reason.code, reason.params))}`,
    ),
    ...(loseRoles > 0 ? [word("removal.lose-roles", { count: loseRoles })] : []),
  ];
}
