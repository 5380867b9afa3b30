// Package goalspec is the language in which an issue states a goal: it reads
// what an author wrote, says what is missing, and renders what may be trusted.
//
// In comes a title and a body in Markdown; out go a [Document] (what was
// written, with positions), findings (what stands in the way), and a [Goal]
// (the contract). Only a document without findings of severity error becomes a
// Goal, and there is no other way to get one: decoding JSON runs the same
// checks. The package does no I/O beyond an optional read-only [io/fs.FS], keeps
// no state and is safe for concurrent use.
package goalspec
