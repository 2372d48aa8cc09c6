const ADDRESS = /(https:\/\/[^\s]+)/;

/** An address that is longer stands there without its query, which tells a person nothing. */
const LONG = 80;

/** A text of a template, with the addresses in it as links. */
export function LinkedText({ text }: { readonly text: string }) {
  return text.split(ADDRESS).map((part, at) =>
    at % 2 === 0 ? (
      part
    ) : (
      <a key={part} href={part} target="_blank" rel="noreferrer" translate="no" title={part}>
        {part.length > LONG ? `${part.split("?")[0]}…` : part}
      </a>
    ),
  );
}
