// Package policy is the language of .github/goalkeeper.yml: what a repository
// asks of every goal in it.
//
// In comes the tree of the base commit, and a reader of the owner's .github
// repository for when the first has no such file; out goes one Policy value, or
// Faults that name everything wrong with the text at once. Whatever a file
// does not say holds its default, and what it says replaces the default of
// that key and of no other. A Policy's JSON form is the form of the file, so
// it can be kept with a goal and read back.
//
// Every decision is a pure function over values: who may act ([Policy.MayStart],
// [Policy.MaySteer], [Policy.MayApprove]), how risky work is ([Policy.Risk])
// and what follows ([Policy.At]), what may happen to a path ([Policy.Decide])
// or a command ([Policy.DecideCommand]), and how far a budget reaches
// ([Budget]). Where several rules speak, the strictest decides.
//
// The package reads and writes nothing else; nothing is lost if the process
// dies here.
package policy
