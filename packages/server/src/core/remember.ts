// What is made of the same object again and again, as the parts of a document are made of a description: made once, and forgotten with the object.

/** The same value for the same object and word. `make` depends on nothing else; objects are never changed. */
export function remember<Subject extends object, Value>(make: (subject: Subject, word: string) => Value): typeof make {
  const made = new WeakMap<Subject, Map<string, Value>>();
  return (subject, word) => {
    const known = made.get(subject) ?? new Map<string, Value>();
    made.set(subject, known);
    const value = known.get(word) ?? make(subject, word);
    known.set(word, value);
    return value;
  };
}
