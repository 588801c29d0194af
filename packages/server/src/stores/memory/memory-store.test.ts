// The memory store under the suite of all stores.
import { testStore } from "../conformance.js";
import { makeMemoryStore } from "./memory-store.js";

testStore("memory", async (now) => makeMemoryStore({ now }));
