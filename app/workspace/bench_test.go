package workspace_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app/workspace"
)

// sources are n files of about 5 kB in directories of ten.
func sources(n int) map[string]string {
	files := make(map[string]string, n+1)
	files[".gitignore"] = "*.o\n*.log\n/build/\n**/node_modules/\n!important.log\n"
	for i := range n {
		text := strings.Repeat(fmt.Sprintf("line of file %d\n", i), 300)
		files[fmt.Sprintf("pkg%02d/sub%d/file%d.go", i/100, i/10%10, i%10)] = text
	}
	return files
}

func checkedOut(b *testing.B, n int) (*workspace.Repo, workspace.Digest, string) {
	b.Helper()
	r, base := newRepo(b, sources(n))
	work := filepath.Join(b.TempDir(), "work")
	must(b, r.Checkout(b.Context(), base, work))
	return r, base, work
}

func BenchmarkExportUnchanged(b *testing.B) {
	for _, n := range []int{30, 5000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			r, base, work := checkedOut(b, n)
			for b.Loop() {
				out, err := r.Export(b.Context(), work, base)
				if err != nil || len(out.Changes) != 0 {
					b.Fatal(out.Changes, err)
				}
			}
		})
	}
}

func BenchmarkExportOneChanged(b *testing.B) {
	for _, n := range []int{30, 5000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			r, base, work := checkedOut(b, n)
			var turn int
			for b.Loop() {
				turn++
				must(b, os.WriteFile(filepath.Join(work, "pkg00/sub1/file1.go"), fmt.Appendf(nil, "turn %d\n", turn), 0o600))
				out, err := r.Export(b.Context(), work, base)
				if err != nil || len(out.Changes) != 1 {
					b.Fatal(out.Changes, err)
				}
			}
		})
	}
}

func BenchmarkCheckout(b *testing.B) {
	for _, n := range []int{30, 5000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			r, base := newRepo(b, sources(n))
			dir := b.TempDir()
			var turn int
			for b.Loop() {
				turn++
				must(b, r.Checkout(b.Context(), base, filepath.Join(dir, fmt.Sprint(turn))))
			}
		})
	}
}

func BenchmarkDecoy(b *testing.B) {
	for _, n := range []int{30, 5000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			r, base, work := checkedOut(b, n)
			for b.Loop() {
				must(b, r.Decoy(b.Context(), work, base))
			}
		})
	}
}
