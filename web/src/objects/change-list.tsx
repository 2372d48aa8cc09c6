import "./provisioning.css";

interface Change {
  readonly path: string;
  readonly from: unknown;
  readonly to: unknown;
}

/** The attributes of an account that change, each with its former and its new value. */
export function ChangeList({ changes }: { readonly changes: readonly Change[] }) {
  if (changes.length === 0) return null;
  return (
    <ul className="changes" translate="no">
      {changes.map(({ path, from, to }) => (
        <li key={path}>
          <code>{path}</code> {from !== null && <del>{textOf(from)}</del>} → <ins>{textOf(to)}</ins>
        </li>
      ))}
    </ul>
  );
}

/** A dash stands for a value that is not there. */
function textOf(value: unknown): string {
  if (value === null || value === undefined) return "–";
  return typeof value === "string" ? value : JSON.stringify(value);
}
