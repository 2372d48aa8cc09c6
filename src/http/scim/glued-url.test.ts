import { expect, test } from "vitest";
import { unglued } from "./glued-url.ts";

test.each([
  ["/scim/o/v2?aadOptscim062020/Users", "/scim/o/v2/Users?aadOptscim062020"],
  ["/SCIM/o/V2?flag/Users/1?attributes=id", "/SCIM/o/V2/Users/1?attributes=id&flag"],
  ["/scim/o/v2/?flag/Users", "/scim/o/v2/?flag/Users"],
  ["/scim/o/v2/Users?aadOptscim062020", "/scim/o/v2/Users?aadOptscim062020"],
  ["/scim/o/v2/Users?filter=a/b", "/scim/o/v2/Users?filter=a/b"],
  ["/scim/o/v2?filter=meta.location+eq+a/b", "/scim/o/v2?filter=meta.location+eq+a/b"],
  ["/api/v1/things?x/y", "/api/v1/things?x/y"],
])("%s means %s", (url, expected) => {
  expect(unglued(url)).toBe(expected);
});
