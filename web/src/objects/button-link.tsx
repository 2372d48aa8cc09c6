import { createLink } from "@tanstack/react-router";
import type { AnchorHTMLAttributes } from "react";
import "./button-link.css";

/** A link to another page that looks like the main button of this one. */
export const ButtonLink = createLink((props: AnchorHTMLAttributes<HTMLAnchorElement>) => (
  <a {...props} className="button-link" />
));
