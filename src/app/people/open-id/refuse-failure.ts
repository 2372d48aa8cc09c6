import type { OpenIdFailure } from "../../../ports/open-id.ts";
import { type Refusal, refuse } from "../../deps.ts";

/** The failure of a provider as a refusal. Its own words follow the text. */
export function refuseFailure(failure: OpenIdFailure, provider: string): Refusal {
  switch (failure.kind) {
    case "unavailable":
      return refuse("unavailable", "sign-in.provider-unavailable", { provider, detail: failure.detail });
    case "refused":
      return refuse("forbidden", "sign-in.provider-refused", {
        provider,
        error: failure.error,
        detail: failure.detail,
      });
    case "invalid":
      return refuse("forbidden", "sign-in.provider-invalid", { provider, reason: failure.reason });
    case "remembered":
      return refuse("forbidden", "sign-in.provider-remembered", { provider });
    case "undated":
      return refuse("forbidden", "sign-in.provider-undated", { provider });
  }
}
