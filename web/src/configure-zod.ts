import { z } from "zod";

// Zod compiles its parsers with `new Function` where it can, and tries whether it can. The policy of the server forbids
// that, and a browser reports each attempt. This file is loaded before any shape is made.
z.config({ jitless: true });
