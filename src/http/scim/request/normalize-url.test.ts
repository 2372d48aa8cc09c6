import { expect, test } from "vitest";
import { normalizeScimUrl } from "./normalize-url.ts";

test.each([
  ["/scim/o/v2?aadOptscim062020/Users", "/scim/o/v2/Users?aadOptscim062020"],
  ["/SCIM/o/V2?flag/Users/1?attributes=id", "/SCIM/o/V2/Users/1?attributes=id&flag"],
  ["/scim/o/v2/?flag/Users", "/scim/o/v2/?flag/Users"],
  ["/scim/o/v2/Users?aadOptscim062020", "/scim/o/v2/Users?aadOptscim062020"],
  ["/scim/o/v2/Users?filter=a/b", "/scim/o/v2/Users?filter=a/b"],
  ["/scim/o/v2?filter=meta.location+eq+a/b", "/scim/o/v2?filter=meta.location+eq+a/b"],
  ["/scim/o/Users?count=1", "/scim/o/v2/Users?count=1"],
  ["/scim/o/users/1", "/scim/o/v2/users/1"],
  ["/scim/o/Vehicles", "/scim/o/v2/Vehicles"],
  ["/scim/o?filter=x", "/scim/o/v2/?filter=x"],
  ["/scim/o", "/scim/o/v2/"],
  ["/scim/o/", "/scim/o/v2/"],
  ["/scim/o?aadOptscim062020/Users", "/scim/o/v2/Users?aadOptscim062020"],
  ["/scim/o/v1/Users", "/scim/o/v1/Users"],
  ["/scim/o/V2", "/scim/o/V2"],
  ["/scim/o//v2/Users", "/scim/o//v2/Users"],
  ["/scim", "/scim"],
  ["/api/v1/things?x/y", "/api/v1/things?x/y"],
])("%s means %s", (url, expected) => {
  expect(normalizeScimUrl(url)).toBe(expected);
});
