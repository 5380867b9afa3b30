// Package workspace keeps the code of a goal on two sides of a wall.
//
// On the trusted side stand a Mirror for each GitHub repository and a Repo for each goal: bare git
// repositories that only this package writes to. On the other side lies a work directory, which belongs
// to the agent with everything in it, its .git included.
//
// Bytes cross in three ways. Checkout and Restore write the bytes of a tree into a work directory.
// Export reads files out of it, never through a symbolic link, and makes a tree of them. Push sends a
// commit of the trusted side to the remote. The host never runs git over anything the agent can write,
// and every git process is built by one function that takes nothing from the machine's configuration.
//
// Should the process die inside: objects and references appear whole or not at all, a half-written work
// directory is removed and checked out again, and a push that was under way is found done or not done
// when it is tried again. What Export, Write and Commit return is on stable storage. Only the stat cache
// of Export is held in memory.
//
// Below it, bare runs git and reads objects, object knows their formats, beneath touches work
// directories, and ignore answers for .gitignore files.
package workspace
