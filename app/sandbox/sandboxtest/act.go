package sandboxtest

import (
	"fmt"
	"io"
	"net"
	"os"
	"time"
)

const actArgument = "sandboxtest-act"

// Act makes the test's binary the programs of the suite. Called first in
// TestMain, it ends the process when it was started as one of them.
func Act(factory Factory) {
	if len(os.Args) < 3 || os.Args[1] != actArgument {
		return
	}
	args := os.Args[3:]
	switch os.Args[2] {
	case "dial":
		os.Exit(dial(args))
	case "ask":
		os.Exit(ask(args))
	case "serve":
		os.Exit(serve())
	case "call":
		os.Exit(call(args))
	case "server":
		os.Exit(server(factory, args))
	default:
		fmt.Println("unknown act", os.Args[2])
		os.Exit(2)
	}
}

// dial sends a message to args[1] over the network args[0].
func dial(args []string) int {
	conn, err := net.DialTimeout(args[0], args[1], patience)
	if err != nil {
		return report(err)
	}
	defer conn.Close()
	message := "from inside"
	if len(args) > 2 {
		message = args[2]
	}
	_, err = conn.Write([]byte(message))
	return report(err)
}

// ask sends a message to args[0] and prints the answer.
func ask(args []string) int {
	conn, err := net.DialTimeout("tcp", args[0], patience)
	if err != nil {
		return report(err)
	}
	defer conn.Close()
	if _, err = io.WriteString(conn, "from inside"); err == nil {
		err = conn.(*net.TCPConn).CloseWrite()
	}
	if err == nil {
		_, err = io.Copy(os.Stdout, conn)
	}
	return report(err)
}

// serve is a server and its client on loopback.
func serve() int {
	l, err := net.Listen("tcp", "localhost:0")
	if err != nil {
		return report(err)
	}
	defer l.Close()
	go dial([]string{"tcp", l.Addr().String()})
	if err := l.(*net.TCPListener).SetDeadline(time.Now().Add(patience)); err != nil {
		return report(err)
	}
	conn, err := l.Accept()
	if err != nil {
		return report(err)
	}
	defer conn.Close()
	got, err := io.ReadAll(conn)
	if err == nil && string(got) != "from inside" {
		err = fmt.Errorf("got %q", got)
	}
	return report(err)
}

func report(err error) int {
	if err != nil {
		fmt.Println(err)
		return 1
	}
	return 0
}
