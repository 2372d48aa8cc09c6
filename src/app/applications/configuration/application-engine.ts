import type { Engine } from "../../provisioning/engine/engine.ts";

/** The engine as changes of configuration use it: schedules follow settings, and no application is deleted in a cycle. */
export type ApplicationEngine = Pick<Engine, "reschedule" | "whileIdle">;
