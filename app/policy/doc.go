// Package policy reads a repository's .github/goalkeeper.yml.
//
// In comes the tree of the base commit, out goes one Policy value within the
// operator's limits, or one error that names every fault with its line. It
// reads only; nothing is lost if the process dies here.
package policy
