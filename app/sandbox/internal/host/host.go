// Package host names what of the host's system every command may read:
// programs, libraries and a little configuration, nothing secret.
package host

// Dirs hold programs and libraries. Where /bin and its kin are links into
// /usr, a sandbox with its own root repeats the links.
func Dirs() []string {
	return []string{"/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32"}
}

// Config holds the files and directories of /etc that programs expect.
func Config() []string {
	return []string{
		"/etc/alternatives", "/etc/ld.so.cache", "/etc/localtime",
		"/etc/ssl/certs", "/etc/ssl/openssl.cnf", "/etc/pki/ca-trust/extracted", "/etc/pki/tls/certs",
	}
}

// Accounts are the files that name users and hosts.
func Accounts() []string {
	return []string{"/etc/passwd", "/etc/group", "/etc/hosts", "/etc/nsswitch.conf"}
}
