const ADDRESS = /(https:\/\/[^\s]+)/;

/** A text of a template, with the addresses in it as links. */
export function LinkedText({ text }: { readonly text: string }) {
  return text.split(ADDRESS).map((part, at) =>
    at % 2 === 0 ? (
      part
    ) : (
      <a key={part} href={part} target="_blank" rel="noreferrer" translate="no">
        {part}
      </a>
    ),
  );
}
