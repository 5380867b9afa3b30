package bare

import "syscall"

// ownGroup puts a command into a process group that ends together with us.
func ownGroup() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
}
