import { restartApplication } from "../../app/applications/restart-application.ts";
import { isRefusal } from "../../app/deps.ts";
import type { AppId } from "../../core/ids.ts";
import { type Handlers, idOf } from "./call.ts";

/** Serves the restart of an application. */
export const restartHandlers: Pick<Handlers, "restartApplication"> = {
  async restartApplication({ context, actor, org, params, body }) {
    const { deps, engine } = context;
    const input = { org, app: idOf<AppId>(params.app), scopes: body.scopes };
    const report = await restartApplication(deps, engine, actor, input);
    if (isRefusal(report)) return report;
    const { parts, ...effects } = report;
    return { scopes: [...parts], ...effects };
  },
};
