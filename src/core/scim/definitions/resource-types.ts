import type { ResourceType } from "../schema.ts";
import { GROUP } from "./group.ts";
import { USER } from "./user.ts";

/** The resource types that every organization has. */
export const RESOURCE_TYPES: readonly ResourceType[] = [USER, GROUP];
