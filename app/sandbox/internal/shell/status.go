package shell

import "strconv"

// Status reads an exit status as shells write it: 128+n stands for the
// end by signal n, whose name it gives.
func Status(status int) (exit int, signal string) {
	if status <= 128 || status > 128+64 {
		return status, ""
	}
	return status, signalName(status - 128)
}

func signalName(n int) string {
	names := map[int]string{
		1: "SIGHUP", 2: "SIGINT", 3: "SIGQUIT", 4: "SIGILL", 5: "SIGTRAP", 6: "SIGABRT", 7: "SIGBUS",
		8: "SIGFPE", 9: "SIGKILL", 11: "SIGSEGV", 13: "SIGPIPE", 14: "SIGALRM", 15: "SIGTERM",
		24: "SIGXCPU", 25: "SIGXFSZ", 31: "SIGSYS",
	}
	if name, known := names[n]; known {
		return name
	}
	return "signal " + strconv.Itoa(n)
}
