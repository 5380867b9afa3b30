// Package footing tells what a check stands on in a tree from the product that it
// judges: the recipe by which a runner finds its command, the scripts that it runs,
// the tests, and the helpers and data that these name.
//
// In come two trees, the files in which they differ and a command; out come the paths
// of either side, and of a file that says both a text of each kind. It is text over a
// tree: files are read as far as a limit, nothing is run and nothing is written, and
// the same trees give the same answer.
package footing
