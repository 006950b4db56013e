/** A protocol without contents that parses, with a role, a message, and something that must hold. */
export const BLANK_PROTOCOL = `/// What this protocol is for, and what to look at.
protocol Name

message Request
message Reply

role Client {
  var answered: bool = false

  on start { send Request to the Server }
  on Reply { answered = true }
}

role Server {
  var handled: 0..9 = 0

  on Request {
    handled += 1
    reply Reply
  }
}

system {
  Client: 2
  Server: 1
}

/// Nobody is answered before anything was handled.
invariant AnsweredAfterHandled:
  all c in Client: c.answered => (the Server).handled > 0

/// In the end everybody has an answer.
eventually Answered:
  all c in Client: c.answered

scenario "reliable network" {
  expect AnsweredAfterHandled holds
  expect Answered holds
}

scenario "a message is lost" {
  network { loss: 1 }
  expect AnsweredAfterHandled holds
  expect Answered fails
}
`;
