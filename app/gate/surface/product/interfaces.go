package product

import (
	"maps"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var WordsOf = regexp.MustCompile(`[A-Za-z_]\w*`)

var Humps = regexp.MustCompile(`([a-z0-9])([A-Z])`)

func Sorted[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

func OwnerOf(name string) string { return name[:max(0, strings.LastIndexByte(name, '.'))] }

func LastOf(name string) string { return name[strings.LastIndexByte(name, '.')+1:] }
