// The memory store under the suite of all stores.
import { testJobStore } from "../conformance.js";
import { makeMemoryStore } from "./memory-store.js";

testJobStore("memory", async (now) => makeMemoryStore({ now }));
