import "./configure-zod.ts";
import "virtual:tokens.css";
import "./theme/base.css";
import { isDoorPath } from "./paths.ts";
import { applyAppearance } from "./theme/appearance.ts";

applyAppearance();

// People who are not signed in load the sign-in page alone; the component kit and the router come with the console.
const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no root");
if (isDoorPath(location.pathname)) {
  const { startDoor } = await import("./door/start-door.tsx");
  await startDoor(root);
} else {
  const { startConsole } = await import("./shell/start-console.tsx");
  await startConsole(root);
}
