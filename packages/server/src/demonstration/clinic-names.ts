// Names for the invented patients of the demonstration's clinic. Never a real person's, but by chance.

const GIVEN = [
  ['Ada', 'Bea', 'Cora', 'Dilan', 'Emre', 'Femi', 'Greta', 'Hugo', 'Ines', 'Jonas'],
  ['Kaia', 'Lena', 'Milo', 'Noor', 'Otto', 'Paola', 'Quinn', 'Rafa', 'Sara'],
].flat();
const FAMILY = [
  ['Abel', 'Brandt', 'Conti', 'Dubois', 'Eriksen', 'Fischer', 'Garcia', 'Haddad', 'Ibarra'],
  ['Jansen', 'Kaya', 'Lopez', 'Moreau', 'Nowak', 'Okoye', 'Peeters', 'Quist', 'Rossi'],
  ['Silva', 'Torres', 'Usman', 'Vidal', 'Weber'],
].flat();

/** The name of the patient at this place in the list; the same name comes again after 437. */
export function inventedName(index: number): { givenName: string; familyName: string } {
  return {
    givenName: GIVEN[index % GIVEN.length]!,
    familyName: FAMILY[(index * 7) % FAMILY.length]!,
  };
}
