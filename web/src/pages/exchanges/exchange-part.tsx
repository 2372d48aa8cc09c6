import { BodyText } from "../../objects/body-text.tsx";
import { headersOf, textOf } from "./exchange-content.ts";
import { formatJson } from "./format-json.ts";

interface ExchangePartProps {
  readonly heading: string;
  /** `headers` and `body`, or the `failure` in place of an answer. */
  readonly part: Readonly<Record<string, unknown>> | null;
  /** The name of the body. */
  readonly label: string;
  /** Shown in place of a body. */
  readonly none: string;
}

/** The request or the answer: its headers, and its body with a line for each member of JSON. */
export function ExchangePart({ heading, part, label, none }: ExchangePartProps) {
  const headers = Object.entries(headersOf(part));
  const body = textOf(part?.["body"] ?? part?.["failure"]);
  return (
    <section className="panel exchange-part">
      <h2>{heading}</h2>
      {headers.length > 0 && (
        <dl className="exchange-headers" translate="no">
          {headers.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {body === "" ? <p className="soft">{none}</p> : <BodyText label={label} text={formatJson(body)} />}
    </section>
  );
}
