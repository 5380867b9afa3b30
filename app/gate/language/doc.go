// Package language knows how the languages a repository is written in look to
// somebody who reads and never runs them: comments and strings, functions,
// tests and what tests assert.
//
// In come a path and its bytes, out goes a [Source], whose views have the same
// lines and columns as the text: what a rule looks for in code it does not find
// in a comment. Nothing here fails: broken or hostile text gives a poorer
// reading, never an error, in time linear to its length. Another language is
// one more row of the table.
package language
