// Starts dynalite on a port that the system chooses, in memory, and says where it listens.
const server = require('dynalite')({ createTableMs: 0, deleteTableMs: 0 })
server.listen(0, '127.0.0.1', () => console.log(`listening on ${server.address().port}`))
