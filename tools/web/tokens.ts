/** A colour in the light and in the dark appearance of the console. */
export interface Shade {
  readonly light: string;
  readonly dark: string;
}

const shade = (light: string, dark: string): Shade => ({ light, dark });

/** The colours of the console. Texts reach a contrast of 4.5:1 on every ground that they are used on (WCAG 2.2 AA). */
export const COLORS = {
  ground: shade("#f5f6f3", "#0d1413"),
  surface: shade("#ffffff", "#141d1c"),
  raised: shade("#ffffff", "#1a2524"),
  sunken: shade("#eceee9", "#0a100f"),
  line: shade("#dbdfd9", "#2a3735"),
  "line-strong": shade("#8a958f", "#6d7d79"),
  text: shade("#16211f", "#e6ebe8"),
  "text-soft": shade("#51605c", "#a3b1ac"),
  "text-faint": shade("#5f6d69", "#8c9b96"),
  accent: shade("#0a6666", "#63cfc4"),
  "accent-strong": shade("#074b4c", "#8be0d7"),
  "accent-soft": shade("#e0efec", "#16312f"),
  "on-accent": shade("#ffffff", "#06201f"),
  warm: shade("#9c4a18", "#f0a574"),
  "warm-soft": shade("#fbeee2", "#34231a"),
  good: shade("#1d6b3c", "#7ccf98"),
  "good-soft": shade("#e3f2e8", "#15291d"),
  bad: shade("#b3261e", "#ff9a90"),
  "bad-soft": shade("#fceceb", "#381a18"),
  ink: shade("#0c2f33", "#0a1b1c"),
  "ink-raised": shade("#164348", "#14302f"),
  "on-ink": shade("#f1f5f2", "#e3ece8"),
  "on-ink-soft": shade("#b4c9c7", "#9db5b0"),
} as const satisfies Readonly<Record<string, Shade>>;

export type Color = keyof typeof COLORS;

/** The type and the corners of the console. Fonts are those of the reader's system: nothing is fetched. */
export const SHAPES = {
  font: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Ubuntu, Cantarell, "Liberation Sans", sans-serif',
  "font-code": 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace',
  "radius-small": "4px",
  "radius-control": "6px",
  "radius-surface": "10px",
} as const;

/** The custom properties of our own stylesheets, `--m-ground` and so on, in both appearances. */
export function writeTokenSheet(): string {
  const list = (mode: keyof Shade) =>
    Object.entries(COLORS).map(([name, { [mode]: color }]) => `--m-${name}: ${color};`);
  const shapes = Object.entries(SHAPES).map(([name, value]) => `--m-${name}: ${value};`);
  return [
    `:root { color-scheme: light; ${[...list("light"), ...shapes].join(" ")} }`,
    `:root[data-appearance="dark"] { color-scheme: dark; ${list("dark").join(" ")} }`,
  ].join("\n");
}
