package main

import (
	"flag"
	"fmt"
	"net/http"
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"go.uber.org/goleak"
)

// TestMain makes this binary the command goalkeeper for the scripts and for
// the tests that need processes to kill.
func TestMain(m *testing.M) {
	testscript.Main(suite{m}, map[string]func(){
		"goalkeeper": func() {
			os.Exit(run(os.Args[1:], streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr}))
		},
	})
}

// modelKey is the credential that the server has for its provider.
const (
	modelKey         = "sk-story-5f1d1a6e0c9b"
	modelKeyVariable = "STORY_MODEL_KEY"
)

// suite runs the tests and then looks for goroutines they left behind.
type suite struct{ *testing.M }

// Run is more parallel than two processors: the stories wait for other
// processes, but the more of them stand side by side, the more each one costs.
func (s suite) Run() int {
	flag.Parse()
	if flag.Lookup("test.parallel").Value.String() == flag.Lookup("test.parallel").DefValue {
		if err := flag.Set("test.parallel", "4"); err != nil {
			panic(err)
		}
	}
	if err := os.Setenv(modelKeyVariable, modelKey); err != nil {
		panic(err)
	}
	code := s.M.Run()
	http.DefaultTransport.(*http.Transport).CloseIdleConnections()
	if err := goleak.Find(); err != nil && code == 0 {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return code
}
