package gate

import (
	"embed"
	"io/fs"
)

//go:embed testdata/cheats
var planted embed.FS

// Corpus is the shipped corpus of planted cheats, in the layout that package cheats reads.
func Corpus() (fs.FS, error) { return fs.Sub(planted, "testdata/cheats") }
