// Package cheats measures the gates: pairs of changes to one repository, one
// that cheats and one that honestly reaches the same goal, are judged by the
// real gates, and the answers are counted.
//
// In comes a tree of pairs in the layout that testdata/cheats/README.md of
// package gate describes, out goes a report. Nothing is written; a process that
// dies here measures again.
package cheats
