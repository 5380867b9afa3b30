// Package shell is what every backend tells the script's shell before it
// starts, and how it reads the shell's end: environment, limits, status.
package shell

import (
	"path/filepath"
	"slices"
	"strings"
)

// Place is where a command finds its directories, as it sees them.
type Place struct {
	Home       string
	Tmp        string
	Toolchains []string // put on PATH before the system's directories
}

// Environ is the whole environment of a command at p: a fixed base, then
// extra, whose entries win. Nothing is taken from this process.
func Environ(p Place, extra []string) []string {
	base := []string{
		"CI=true",
		"GOCACHE=" + filepath.Join(p.Home, ".cache/go-build"),
		"GOPROXY=off",
		"GOTELEMETRY=off",
		"GOTOOLCHAIN=local",
		"HOME=" + p.Home,
		"LANG=C.UTF-8",
		"LOGNAME=agent",
		"NO_COLOR=1",
		"PATH=" + searchPath(p.Toolchains),
		"SHELL=/bin/sh",
		"TERM=dumb",
		"TMPDIR=" + p.Tmp,
		"USER=agent",
	}
	return lastOfEach(append(base, extra...))
}

// Networked is extra for a command that has a way out through the proxy at
// address; Go may fetch modules there.
func Networked(address string, extra []string) []string {
	proxy := "http://" + address
	return append([]string{
		"GOPROXY=", "HTTP_PROXY=" + proxy, "HTTPS_PROXY=" + proxy, "http_proxy=" + proxy, "https_proxy=" + proxy,
	}, extra...)
}

// lastOfEach drops every entry whose key comes again later.
func lastOfEach(env []string) []string {
	seen := make(map[string]bool, len(env))
	kept := env[:0:0]
	for _, kv := range slices.Backward(env) {
		key, _, _ := strings.Cut(kv, "=")
		if !seen[key] {
			kept = append(kept, kv)
		}
		seen[key] = true
	}
	slices.Reverse(kept)
	return kept
}

// searchPath names the bin directory of each toolchain; one already called
// bin or sbin stands for itself.
func searchPath(toolchains []string) string {
	var dirs []string
	for _, t := range toolchains {
		if base := filepath.Base(t); base != "bin" && base != "sbin" {
			t = filepath.Join(t, "bin")
		}
		dirs = append(dirs, t)
	}
	dirs = append(dirs, "/usr/local/bin", "/usr/bin", "/bin", "/usr/local/sbin", "/usr/sbin", "/sbin")
	return strings.Join(dirs, ":")
}
