import { read, write } from "../storage.ts";

/** The appearance that a person chose; `system` follows the setting of their device. */
export type Appearance = "system" | "light" | "dark";

const KEY = "muster.appearance";
const dark = matchMedia("(prefers-color-scheme: dark)");

export function readAppearance(): Appearance {
  const kept = read(KEY);
  return kept === "light" || kept === "dark" ? kept : "system";
}

/** Keeps the choice on this device and shows it at once. */
export function chooseAppearance(appearance: Appearance): void {
  write(KEY, appearance);
  show();
}

/** Shows the appearance that was chosen, and follows the device while none was. */
export function applyAppearance(): void {
  show();
  dark.addEventListener("change", show);
}

function show(): void {
  const appearance = readAppearance();
  const isDark = appearance === "dark" || (appearance === "system" && dark.matches);
  document.documentElement.dataset["appearance"] = isDark ? "dark" : "light";
  // The class that the component kit looks for.
  document.body.classList.toggle("awsui-dark-mode", isDark);
}
