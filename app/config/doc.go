// Package config reads the server's configuration: a YAML file, every key of
// which can also be given as an environment variable.
//
// In come the file's text and the environment, out goes one Config that is
// whole and valid, or every fault at once, each with path, value and rule.
// Secrets stay in the files and variables it names; nothing is written.
package config
