/**
 * What clients are known to send to service providers, and what targets are known to ask of clients, in our own
 * words. Each row is in ROWS, with entries in this folder's JSON files, or in ELSEWHERE, with the test that covers
 * it; `test/contract/scim/dialects.test.ts` compares.
 */
export const ROWS: Readonly<Record<string, string>> = {
  // Microsoft Entra ID
  "entra.test-connection": "The connection test looks for a random GUID: an empty list, never 404.",
  "entra.tenant-url-flag": "`aadOptscim062020` comes along as a parameter: ignored.",
  "entra.operation-case": "Operations in capitals: Add, Replace, Remove.",
  "entra.boolean-as-text": "Booleans as text, in any letter case, in PATCH and POST.",
  "entra.member-removal": "Remove on members with a value: only those.",
  "entra.pathless-keys": "Keys that are paths, and an extension as a key, in a replace without a path.",
  "entra.value-path-without-match": "A value path that selects nothing makes the element that it describes.",
  "entra.primary-filter": "A boolean in a value path, and as text.",
  "entra.manager":
    "The manager as a bare id, as a list, without its URN, cleared by empty text; an object in answers.",
  "entra.role-json": "Roles whose value is JSON in a text.",
  "entra.validator": "A removal without a path, and a PATCH without operations.",
  "entra.removal-with-value": "A removal of a part with the old value.",
  "entra.post-noise": "Nulls, meta, unknown schemas, and a URN without its last colon.",
  "entra.reference-filter": "A bare reference attribute in a filter stands for its value.",
  "entra.bareword-filter": "A value without quotes.",
  "entra.group-lookup": "Groups without members; a PATCH of a group has no answer body.",
  "entra.soft-then-hard-delete": "Inactive users stay visible; DELETE comes later.",
  "entra.matching":
    "Matching by userName, externalId or work address, by equality; conflicts agree with filters.",
  "entra.no-reformatting": "Values come back as they were sent.",
  // Okta
  "okta.test": "A page of two users, numbers as numbers.",
  "okta.match": "Nobody found is an empty list.",
  "okta.import": "Pages in a stable order.",
  "okta.post": "A password and an empty list of groups in each POST; an answer with a body.",
  "okta.retry": "A creation that is sent twice never overwrites.",
  "okta.put-whole": "PUT of the whole resource with what is read-only.",
  "okta.pathless-deactivation": "active false without a path.",
  "okta.never-deletes": "Users are reactivated, never deleted.",
  "okta.group-post": "A group with an empty list of members.",
  "okta.group-rename": "A rename with the group's id, mostly to the same name.",
  "okta.membership": "Removal by filter and addition in one PATCH.",
  "okta.push-now": "The full list of members as a replacement, empty when it is.",
  "okta.group-put": "PUT of a whole group.",
  "okta.update-without-members": "An update that names no members does not empty the group.",
  "okta.test-suite": "What the vendor's test suite looks at in the first user.",
  // authentik
  "authentik.configuration": "Bulk limits are told though there may be no bulk.",
  "authentik.put-user": "PUT of users.",
  "authentik.group-replace": "A group replaced as a whole without a path.",
  "authentik.member-operations": "One operation for each member, removal by value.",
  "authentik.conflict": "409 says uniqueness, and the filter finds who it was.",
  // Others
  "keycloak.active-as-text": "active as text without a path.",
  "onelogin.probe": "A userName that nobody has.",
  "onelogin.template": "Attributes that nobody defined.",
  "onelogin.calls": "The calls that it makes, in a row.",
  "jumpcloud.activation": "A test user and a test group are made and deleted.",
  "jumpcloud.member-removal": "Removal of members by value.",
  "ping.matching": "An expression of the administrator's as filter.",
  "ping.disabled-user": "Users who are made inactive.",
  "ping.version": "Version 1.1 is refused as a version.",
  "ping.users-path": "A path that ends with a slash.",
  "sailpoint.complex-replace": "Replace of a complex value means addition.",
  "sailpoint.no-session": "No cookies, no sessions.",
  "generic.unknown-shapes": "Shapes that no vendor documents: numbers for text, one for many, no schemas.",
  "generic.plain-json": "application/json in and out.",
  // What targets are known for, from the side of a server
  "server.absent": "404 is a SCIM error, for DELETE too.",
  "server.pathless-many": "Several attributes in one replace without a path.",
  "server.unknown-member": "An unknown member is refused, and nothing else of the request happens.",
  "server.member-cap": "Many changes of members in one PATCH.",
  "server.required": "Nothing is required beyond what is published.",
  "server.delete": "DELETE removes: the name is free and the id never returns.",
  // What most servers get wrong
  "case.1": "A value path without a match.",
  "case.2": "Removal of members by value.",
  "case.3": "Keys of every kind without a path.",
  "case.4": "All or nothing; nothing for what is there already.",
  "case.5": "One primary.",
  "case.6": "What filters mean.",
  "case.7": "Projection.",
  "case.8": "Deletion and identity.",
  "case.9": "Bulk requests with references in a circle.",
  "case.10": "Versions and pages.",
};

/** Rows that concern our client alone, or need more than a recorded request: file and words of the test. */
export const ELSEWHERE: Readonly<Record<string, readonly [file: string, words: string]>> = {
  "target: no or an invalid ServiceProviderConfig": [
    "test/contract/target/reading.test.ts",
    "discovery takes what it gets",
  ],
  "target: ServiceProviderConfig denies what works": [
    "test/contract/target/reading.test.ts",
    "scim.patch-denied",
  ],
  "target: a web page with status 404": ["test/contract/target/faults.test.ts", "a web page's 404"],
  "target: members in chunks": ["test/contract/target/target.test.ts", "adds and removes members in chunks"],
  "target: groups without their members": [
    "test/contract/target/scim.test.ts",
    "reads and finds groups without their members",
  ],
  "target: pages smaller than asked for": [
    "test/contract/target/reading.test.ts",
    "pages smaller than asked for",
  ],
  "target: cursors unasked": ["test/contract/target/reading.test.ts", '"cursors"'],
  "target: the same page for ever": ["test/contract/target/reading.test.ts", "the same cursor for ever"],
  "target: filters that are not applied": [
    "test/contract/target/reading.test.ts",
    "a search compares what it is given",
  ],
  "target: duplicates told with and without scimType": [
    "test/contract/target/faults.test.ts",
    "400 uniqueness",
  ],
  "target: removal of what is gone": [
    "test/contract/target/faults.test.ts",
    "a removal answered with %i is done",
  ],
  "target: disabling instead of removing": [
    "test/contract/target/target.test.ts",
    "disables an account, which stays",
  ],
  "target: an empty answer to a create": [
    "test/contract/target/faults.test.ts",
    "an empty answer to a create is followed to its location",
  ],
  "target: an account without id": ["test/contract/target/faults.test.ts", "an account without id"],
  "target: errors that are web pages": ["test/contract/target/faults.test.ts", "400 as a page"],
  "target: rate limits": ["test/contract/target/faults.test.ts", "a rate limit that does not end"],
  "target: no answer to a write": ["test/contract/target/faults.test.ts", "a proxy that drops the answer"],
  "target: revoked credentials": ["test/contract/target/faults.test.ts", "401 with only a challenge"],
  "target: many attributes in one call": [
    "test/contract/target/target.test.ts",
    "changes many attributes in one call",
  ],
  "target: a User-Agent is required": ["test/contract/wire/wire.test.ts", "user-agent"],
  "okta: groups are answered quickly": [
    "test/contract/scim/rows.test.ts",
    "a membership of a large group costs what it costs in a small one",
  ],
  "case.9: more operations than are taken": ["test/contract/scim/bulk.test.ts", "maxOperations"],
  "case.10: writers at the same time": ["test/contract/scim/concurrency.test.ts", "test("],
};
