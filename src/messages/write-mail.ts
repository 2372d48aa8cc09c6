import type { Messages } from "./messages.ts";

interface Worded {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

type Block =
  | { readonly kind: "line"; readonly phrase: Worded }
  | { readonly kind: "list"; readonly heading: Worded; readonly items: readonly Worded[] }
  | { readonly kind: "link"; readonly phrase: Worded; readonly url: string };

/** The content of a mail, as codes. */
interface Draft {
  readonly subject: Worded;
  readonly blocks: readonly Block[];
}

/**
 * Puts a mail into the words of a language, as text and as HTML with the same content. Values come from directories and
 * targets: none of them becomes markup, and none breaks the line of the subject.
 */
export function writeMail(
  messages: Messages,
  { subject, blocks }: Draft,
): { readonly subject: string; readonly text: string; readonly html: string } {
  const say = ({ code, params }: Worded) => messages.pageText(code, params);
  const footer: Block = { kind: "line", phrase: { code: "mail.footer", params: {} } };
  const title = say(subject);
  const text = [...blocks, footer].map((block) => textOf(block, say)).join("\n\n");
  const body = blocks.map((block) => htmlOf(block, say)).join("\n");
  return {
    subject: title,
    text: `${text}\n`,
    html: [
      `<!doctype html>\n<html lang="${messages.language}"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title></head>`,
      `<body style="font-family:sans-serif;line-height:1.5;max-width:40em">\n<h1 style="font-size:1.2em">${escapeHtml(title)}</h1>`,
      body,
      `<p style="color:#555">${escapeHtml(say(footer.phrase))}</p>\n</body></html>\n`,
    ].join("\n"),
  };
}

function textOf(block: Block, say: (phrase: Worded) => string): string {
  switch (block.kind) {
    case "line":
      return say(block.phrase);
    case "list":
      return [say(block.heading), ...block.items.map((item) => `- ${say(item)}`)].join("\n");
    case "link":
      return `${say(block.phrase)}\n${block.url}`;
  }
}

function htmlOf(block: Block, say: (phrase: Worded) => string): string {
  switch (block.kind) {
    case "line":
      return `<p>${escapeHtml(say(block.phrase))}</p>`;
    case "list": {
      const items = block.items.map((item) => `<li>${escapeHtml(say(item))}</li>`);
      return `<p>${escapeHtml(say(block.heading))}</p>\n<ul>\n${items.join("\n")}\n</ul>`;
    }
    case "link":
      return `<p><a href="${escapeHtml(block.url)}">${escapeHtml(say(block.phrase))}</a></p>`;
  }
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
}
